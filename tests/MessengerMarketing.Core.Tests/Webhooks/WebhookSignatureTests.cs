using System.Text;
using MessengerMarketing.Graph;
using MessengerMarketing.Webhooks;
using Xunit;

namespace MessengerMarketing.Tests.Webhooks;

/// <summary>The signatures were computed with <c>openssl dgst -sha256 -hmac</c>.</summary>
public class WebhookSignatureTests
{
    private const string Body = """{"object":"page","entry":[]}""";
    private const string Signature = "sha256=7cbc46b042d7e131c845c3f08d7028636dc75bdd529a85bfd25451ef6fc04d04";

    private static readonly Secret AppSecret = Secret.From("0123456789abcdef0123456789abcdef");

    [Theory]
    [InlineData(Body, Signature)]
    [InlineData("", "sha256=796cd3078af14636753d26b3b5555422ff55a3e261cf847b48e95371b9bd0aa2")]
    [InlineData("""{"object":"page","entry":[{"id":"1","messaging":[{"message":{"text":"\u00e4\ud83d\ude00 \/ caf\u00e9"}}]}]}""", "sha256=2e422c9d15c64589b960f34e6aaf1f744cf31676b1b35c710ab31f37d0052c29")]
    [InlineData("""{"object":"page","entry":[{"id":"1","messaging":[{"message":{"text":"ä😀 / café"}}]}]}""", "sha256=4cd344cc5399166fe69a46782ced7c58d46464b0eb7413895646a159f66aebe7")]
    public void A_body_is_signed_as_openssl_signs_it(string body, string signature)
    {
        Assert.Equal(signature, WebhookSignature.Sign(AppSecret, Encoding.UTF8.GetBytes(body)));
        Assert.Equal(WebhookSignatureStatus.Valid, Check(body, signature));
    }

    [Fact]
    public void Bytes_that_are_not_text_are_signed_unchanged()
    {
        Assert.Equal("sha256=c6f9ac5131def4222614ea0780968e66fe30e04170eff1f8e83b2d8aafaccc76", WebhookSignature.Sign(AppSecret, [0xFF, 0xFE, 0x00]));
    }

    [Fact]
    public void Unescaping_the_body_invalidates_its_signature()
    {
        string unescaped = """{"object":"page","entry":[{"id":"1","messaging":[{"message":{"text":"ä😀 / café"}}]}]}""";

        Assert.Equal(WebhookSignatureStatus.Wrong, Check(unescaped, "sha256=2e422c9d15c64589b960f34e6aaf1f744cf31676b1b35c710ab31f37d0052c29"));
    }

    [Theory]
    [InlineData("""{"object":"page","entry":[] }""")]
    [InlineData("""{"object":"page","entry":[]""")]
    [InlineData("")]
    public void An_altered_body_has_the_wrong_signature(string body)
    {
        Assert.Equal(WebhookSignatureStatus.Wrong, Check(body, Signature));
    }

    [Theory]
    [InlineData("sha256=8cbc46b042d7e131c845c3f08d7028636dc75bdd529a85bfd25451ef6fc04d04")]
    [InlineData("sha256=7cbc46b042d7e131c845c3f08d7028636dc75bdd529a85bfd25451ef6fc04d05")]
    [InlineData("sha256=0000000000000000000000000000000000000000000000000000000000000000")]
    public void A_signature_that_differs_in_a_digit_is_wrong(string signature)
    {
        Assert.Equal(WebhookSignatureStatus.Wrong, Check(Body, signature));
    }

    [Fact]
    public void A_signature_with_another_secret_is_wrong()
    {
        using var other = Secret.From("other-secret");

        Assert.Equal("sha256=1ce2342bca62de2bb89288d48602bc5d095ce4344758752faf3af5d4cbb07bb2", WebhookSignature.Sign(other, "x"u8.ToArray()));
        Assert.Equal(WebhookSignatureStatus.Wrong, WebhookSignature.Check(other, Encoding.UTF8.GetBytes(Body), Signature));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void A_missing_signature_is_distinguished_from_a_wrong_one(string? signature)
    {
        Assert.Equal(WebhookSignatureStatus.Missing, Check(Body, signature));
    }

    [Theory]
    [InlineData("7cbc46b042d7e131c845c3f08d7028636dc75bdd529a85bfd25451ef6fc04d04")]
    [InlineData("sha1=7cbc46b042d7e131c845c3f08d7028636dc75bdd")]
    [InlineData("sha256=7cbc46b042d7e131c845c3f08d7028636dc75bdd529a85bfd25451ef6fc04d0")]
    [InlineData("sha256=7cbc46b042d7e131c845c3f08d7028636dc75bdd529a85bfd25451ef6fc04d044")]
    [InlineData("sha256=7cbc46b042d7e131c845c3f08d7028636dc75bdd529a85bfd25451ef6fc04dxx")]
    [InlineData("sha256= cbc46b042d7e131c845c3f08d7028636dc75bdd529a85bfd25451ef6fc04d0 ")]
    [InlineData("sha256=")]
    public void Text_that_is_not_a_signature_is_malformed(string signature)
    {
        Assert.Equal(WebhookSignatureStatus.Malformed, Check(Body, signature));
    }

    [Fact]
    public void Upper_case_digits_are_accepted()
    {
        Assert.Equal(WebhookSignatureStatus.Valid, Check(Body, "sha256=7CBC46B042D7E131C845C3F08D7028636DC75BDD529A85BFD25451EF6FC04D04"));
    }

    [Theory]
    [InlineData("verify-me", "verify-me", true)]
    [InlineData("verify-me", "verify-mf", false)]
    [InlineData("verify-me", "verify-me ", false)]
    [InlineData("verify-me", "", false)]
    public void Texts_are_compared_completely(string left, string right, bool areEqual)
    {
        Assert.Equal(areEqual, FixedTime.AreEqual(left, right));
    }

    private static WebhookSignatureStatus Check(string body, string? signature) => WebhookSignature.Check(AppSecret, Encoding.UTF8.GetBytes(body), signature);
}
