using System.Linq;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Columns;
using Xunit;

namespace MessengerMarketing.Tests.Customers.Columns;

public sealed class ConsentColumnTests
{
    [Theory]
    [InlineData("Accepts Email Marketing", "yes", ConsentAnswer.Yes)]
    [InlineData("Accepts Email Marketing", "no", ConsentAnswer.No)]
    [InlineData("Accepts SMS Marketing", "FALSE", ConsentAnswer.No)]
    [InlineData("Accepts Marketing", "", ConsentAnswer.Unknown)]
    [InlineData("Email Marketing Consent", "SUBSCRIBED", ConsentAnswer.Yes)]
    [InlineData("Email Marketing Consent", "UNSUBSCRIBED", ConsentAnswer.No)]
    [InlineData("Email Marketing Consent", "NEVER_SUBSCRIBED", ConsentAnswer.No)]
    [InlineData("SMS Consent", "never", ConsentAnswer.No)]
    [InlineData("Email Suppressions", "[{\"reason\":\"UNSUBSCRIBED\"}]", ConsentAnswer.No)]
    [InlineData("Email Suppressions", "[]", ConsentAnswer.Unknown)]
    [InlineData("Marketing contact status", "Marketing contact", ConsentAnswer.Yes)]
    [InlineData("Marketing contact status", "Non-marketing contact", ConsentAnswer.No)]
    [InlineData("Unsubscribed from all email", "true", ConsentAnswer.No)]
    [InlineData("Unsubscribed from all email", "false", ConsentAnswer.Yes)]
    [InlineData("Opted out of email: Marketing Information", "Yes", ConsentAnswer.No)]
    [InlineData("Email Opt Out", "1", ConsentAnswer.No)]
    [InlineData("Email Opt Out", "0", ConsentAnswer.Yes)]
    [InlineData("HasOptedOutOfEmail", "TRUE", ConsentAnswer.No)]
    [InlineData("unsubscribed", "yes", ConsentAnswer.No)]
    [InlineData("Is Unsubscribed", "1", ConsentAnswer.No)]
    [InlineData("unsubscribed", "unsubscribed", ConsentAnswer.No)]
    [InlineData("unsubscribed_at", "2024-06-25 17:38", ConsentAnswer.No)]
    [InlineData("unsubscribed_at", "", ConsentAnswer.Unknown)]
    [InlineData("UNSUB_TIME", "2024-06-25 17:38:27", ConsentAnswer.No)]
    [InlineData("Confirmed Opt-Out Date", "2024-06-25", ConsentAnswer.No)]
    [InlineData("Do Not Call", "x", ConsentAnswer.No)]
    [InlineData("Do not allow Emails", "Allow", ConsentAnswer.Yes)]
    [InlineData("Do not allow Emails", "Do Not Allow", ConsentAnswer.No)]
    [InlineData("donotemail", "1", ConsentAnswer.No)]
    [InlineData("OPT_IN", "N", ConsentAnswer.No)]
    [InlineData("email_subscribe", "opted_in", ConsentAnswer.Yes)]
    [InlineData("email_subscribe", "unsubscribed", ConsentAnswer.No)]
    [InlineData("Email subscriber status", "Never subscribed", ConsentAnswer.No)]
    [InlineData("Email Subscription Status", "Unsubscribed", ConsentAnswer.No)]
    [InlineData("Promotional Emails", "No", ConsentAnswer.No)]
    [InlineData("Invitee accepted marketing emails", "Yes", ConsentAnswer.Yes)]
    [InlineData("Newsletter", "nein", ConsentAnswer.No)]
    [InlineData("Werbeeinwilligung", "ja", ConsentAnswer.Yes)]
    [InlineData("Status", "unsubscribed", ConsentAnswer.No)]
    [InlineData("Status", "cleaned", ConsentAnswer.No)]
    [InlineData("Status", "no", ConsentAnswer.Unknown)]
    [InlineData("Status", "inactive", ConsentAnswer.Unknown)]
    [InlineData("Email status", "Active", ConsentAnswer.Unknown)]
    [InlineData("Email Marketing Consent", "PENDING", ConsentAnswer.No)]
    [InlineData("Email Marketing Consent", "NOT_SUBSCRIBED", ConsentAnswer.No)]
    [InlineData("Accepts Marketing", "cleaned", ConsentAnswer.No)]
    [InlineData("Accepts Marketing", "Never subscribed", ConsentAnswer.No)]
    [InlineData("Newsletter", "abbestellt", ConsentAnswer.No)]
    [InlineData("Newsletter", "Désabonné", ConsentAnswer.No)]
    [InlineData("Newsletter", "отписан", ConsentAnswer.No)]
    [InlineData("Newsletter", "suscrito", ConsentAnswer.Yes)]
    [InlineData("Email Opt Out", "do not email", ConsentAnswer.No)]
    [InlineData("Status", "Dado de baja", ConsentAnswer.No)]
    public void A_consent_column_is_recognized_and_its_values_are_understood(string column, string cell, ConsentAnswer expected)
        => Assert.Equal(expected, Assert.Single(ColumnMapping.Resolve(["Email", column]).ConsentColumns).Read(cell));

    [Theory]
    [InlineData("Order Status")]
    [InlineData("Lead Status")]
    [InlineData("Financial Status")]
    [InlineData("Marital Status")]
    [InlineData("OPTIN_TIME")]
    [InlineData("OPTIN_IP")]
    [InlineData("Email Marketing Consent Timestamp")]
    [InlineData("Unsubscribe Link")]
    [InlineData("Unsubscribe URL")]
    [InlineData("Unsubscribe Count")]
    [InlineData("Marketing budget")]
    [InlineData("Marketing emails delivered")]
    [InlineData("Marketing emails clicked")]
    [InlineData("Subscriber since")]
    [InlineData("Email")]
    public void A_column_about_something_else_is_not_a_consent(string column)
        => Assert.Empty(ColumnMapping.Resolve(["Phone", column]).ConsentColumns);

    [Theory]
    [InlineData("Accepts Email Marketing", SchemaKey.EMAIL)]
    [InlineData("Accepts SMS Marketing", SchemaKey.PHONE)]
    [InlineData("Do Not Call", SchemaKey.PHONE)]
    [InlineData("HasOptedOutOfEmail", SchemaKey.EMAIL)]
    [InlineData("Accepts Marketing", null)]
    public void A_consent_can_be_for_one_channel(string column, SchemaKey? expected)
        => Assert.Equal(expected, ColumnMapping.Resolve(["Email", column]).ConsentColumns.Single().Channel);
}
