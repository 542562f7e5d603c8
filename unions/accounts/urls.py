"""The addresses about accounts, all of them inside the administration."""

from allauth.account.views import reauthenticate
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from django.urls import path

from unions.accounts import by_link, own_account, sign_in
from unions.accounts.pages import own_page

# The names that begin with account_ and mfa_ are those by which allauth looks for its pages.
urlpatterns = [
    path("davet/<str:secret>/", by_link.invitation, name="invitation"),
    path("parola/", by_link.forgotten, name="forgotten_password"),
    path("parola/<str:secret>/", by_link.new_password, name="new_password"),
    path("giris/", sign_in.sign_in, name="account_login"),
    path("giris/ikinci-adim/", sign_in.second_step, name="mfa_authenticate"),
    path("giris/gecis-anahtari/", sign_in.passkey, name="mfa_login_webauthn"),
    path("dosya-getirebilir", own_account.may_bring_files, name="may_bring_files"),
    path("hesap/", own_account.overview, name="account_index"),
    path("hesap/adres/", own_account.address, name="account_address"),
    path("hesap/adres/<str:secret>/", own_account.prove_address, name="account_prove_address"),
    path("hesap/cihazlar/", own_account.devices, name="account_devices"),
    path("hesap/cihazlar/kapat/", own_account.end_device, name="account_end_device"),
    path("hesap/yeniden/parola/", own_page(reauthenticate), name="account_reauthenticate"),
    path("hesap/yeniden/kod/", own_page(factors.reauthenticate), name="mfa_reauthenticate"),
    path(
        "hesap/yeniden/gecis-anahtari/",
        own_page(passkeys.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path("hesap/ikinci-adim/", own_page(factors.index), name="mfa_index"),
    path("hesap/ikinci-adim/uygulama/", own_page(app.activate_totp), name="mfa_activate_totp"),
    path("hesap/ikinci-adim/uygulama/kaldir/", own_page(app.deactivate_totp), name="mfa_deactivate_totp"),
    path("hesap/ikinci-adim/kodlar/", own_page(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("hesap/ikinci-adim/kodlar/yeni/", own_page(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path(
        "hesap/ikinci-adim/kodlar/indir/", own_page(codes.download_recovery_codes), name="mfa_download_recovery_codes"
    ),
    path("hesap/ikinci-adim/anahtarlar/", own_page(passkeys.list_webauthn), name="mfa_list_webauthn"),
    path("hesap/ikinci-adim/anahtarlar/ekle/", own_page(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("hesap/ikinci-adim/anahtarlar/<int:pk>/", own_page(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
    path(
        "hesap/ikinci-adim/anahtarlar/<int:pk>/kaldir/", own_page(passkeys.remove_webauthn), name="mfa_remove_webauthn"
    ),
]
