"""The texts about logging in and about what is kept of a person, in both languages."""

from dataclasses import dataclass

from assistant.locale import Counted, Texts
from assistant.people.person import Role


@dataclass(frozen=True)
class AccountTexts:
    """The texts of one language; words in braces are filled in."""

    log_in: str
    log_in_first: str
    log_out: str
    name_label: str
    password_label: str
    wrong_password: str
    log_in_elsewhere: str
    ask_for_account: str
    not_let_in: str
    provider_down: str
    provider_unfit: str
    forbidden: str
    logged_out_chat: str
    your_data: str
    review: str
    documents: str
    role_label: str
    roles: dict[Role, str]
    kept_days: Counted
    kept_nothing: str
    kept_what: str
    stays_here: str
    goes_to_model: str
    kept_count: str
    download_data: str
    remove_data: str
    remove_warning: str
    remove_confirm: str
    removed_data: str


ACCOUNT_TEXTS = Texts(AccountTexts, "account")
