"""explain: every number of a text, why it is read as it is, and what it says where it is a claim."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from viclaims.claims.extract import OTHER_RULES, mentions_of, read_numbers
from viclaims.observations.extract import claims_of
from viclaims.tables.schemas import CLAIM_COLUMNS, TEXT

if TYPE_CHECKING:
    import pandas as pd


def explain(text: str, published: str = "") -> pd.DataFrame:
    """Every number of a text, a row each, in text order: what it is, by which rule, and all of a claim if it is one.

    Columns: start, end (offsets into `text`), quote, role (as extract_mentions), rule, purpose (what it is for, in
    a sentence or by an example), then the columns of extract_claims, empty where the number is no claim. Takes any
    str, raises nothing; `published` (YYYY-MM-DD) as in extract_claims.

    >>> found = explain("Nghị định 116 giao 22 đồng chí.")
    >>> found[["quote", "role", "rule", "unit"]].values.tolist()
    [['116', 'document', 'cited_number', ''], ['22', 'claim', 'noun_behind', 'đồng chí']]
    """
    read = read_numbers(text)
    mentions, claims = mentions_of(read), claims_of(read, published)
    mentions.insert(5, "purpose", [purpose_of(rule) for rule in mentions["rule"]])
    of_claims = claims.drop(columns=["end", "quote", "rule"]).assign(role="claim")
    told = mentions.merge(of_claims, on=["start", "role"], how="left", validate="many_to_one")
    texts = [name for name in of_claims.columns if CLAIM_COLUMNS.get(name) == TEXT]
    return told.assign(
        **{name: told[name].fillna("") for name in texts}, sentence_start=told["sentence_start"].astype("Int64")
    )


def purpose_of(rule: str) -> str:
    """What a rule of claims or mentions is for; a role rule tells it by its name and its first example.

    >>> purpose_of("noun_behind"), purpose_of("months_told")
    ('the noun phrase behind the number', 'months told, as in “2.3. thu ngân sách [5] tháng: 3.846 triệu đồng”')
    """
    return _purposes().get(rule, rule.replace("_", " "))


@cache
def _purposes() -> dict[str, str]:
    from viclaims.claims.role_rules import RULES
    from viclaims.claims.unit_readers import READERS
    from viclaims.documents.names import RULES as DOCUMENT_RULES

    told = {rule.name: f"{rule.name.replace('_', ' ')}, as in “{rule.takes[0]}”" for rule in RULES}
    told |= {name: rule.purpose for name, rule in DOCUMENT_RULES.items()}
    told |= {name: rule.purpose for name, rule in OTHER_RULES.items()}
    return told | {reader.name: reader.purpose for reader in READERS}
