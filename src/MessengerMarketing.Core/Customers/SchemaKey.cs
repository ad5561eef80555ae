namespace MessengerMarketing.Customers;

/// <summary>A key of a custom audience's upload schema, in the spelling of the Graph API. Source: Meta's guide to customer file custom audiences.</summary>
public enum SchemaKey
{
    /// <summary>Email address. Hashed.</summary>
    EMAIL,

    /// <summary>Phone number with its country calling code, digits only. Hashed.</summary>
    PHONE,

    /// <summary>Gender, <c>m</c> or <c>f</c>. Hashed.</summary>
    GEN,

    /// <summary>Year of birth, four digits from 1900 to the current year. Hashed.</summary>
    DOBY,

    /// <summary>Month of birth, 01 to 12. Hashed.</summary>
    DOBM,

    /// <summary>Day of birth, 01 to 31. Hashed.</summary>
    DOBD,

    /// <summary>Last name. Hashed.</summary>
    LN,

    /// <summary>First name. Hashed.</summary>
    FN,

    /// <summary>First initial. Hashed.</summary>
    FI,

    /// <summary>City. Hashed.</summary>
    CT,

    /// <summary>State or province. Hashed.</summary>
    ST,

    /// <summary>Postal code. Hashed.</summary>
    ZIP,

    /// <summary>Country, ISO 3166-1 alpha-2. Hashed.</summary>
    COUNTRY,

    /// <summary>Mobile advertiser ID. Never hashed.</summary>
    MADID,

    /// <summary>The advertiser's own ID of the person. Never hashed. The Graph API rejects rows in which it is empty.</summary>
    EXTERN_ID,

    /// <summary>App-scoped user ID. Never hashed. The upload must specify the app.</summary>
    APPUID,

    /// <summary>Facebook user ID. Never hashed. The upload must specify the app.</summary>
    UID,

    /// <summary>Facebook user ID, older spelling. Never hashed. The upload must specify the app.</summary>
    FBUID,

    /// <summary>Page-scoped user ID. Never hashed. Not accepted for a marketing-message audience.</summary>
    PAGEUID,

    /// <summary>Value of the customer, a number of at least zero. Never hashed.</summary>
    LOOKALIKE_VALUE,

    /// <summary>Limited data use: <c>[]</c> or <c>["LDU"]</c>. Never hashed.</summary>
    DATA_PROCESSING_OPTIONS,

    /// <summary>Country for limited data use: 0 or 1. Never hashed.</summary>
    DATA_PROCESSING_OPTIONS_COUNTRY,

    /// <summary>State for limited data use: 0 or 1000. Never hashed.</summary>
    DATA_PROCESSING_OPTIONS_STATE,
}
