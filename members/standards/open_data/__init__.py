"""Everything public about members, organs and decisions as files that anyone may use.

They come with a dictionary, a licence and checksums, at permanent addresses.
"""
