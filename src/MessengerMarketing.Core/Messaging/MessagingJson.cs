using System.Text.Json.Serialization;

namespace MessengerMarketing.Messaging;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OptInBody))]
[JsonSerializable(typeof(PrivateReplyBody))]
[JsonSerializable(typeof(UnsubscribeBody))]
[JsonSerializable(typeof(CampaignBody))]
[JsonSerializable(typeof(CampaignUpdateBody))]
[JsonSerializable(typeof(MarketingMessageBody))]
internal sealed partial class MessagingJson : JsonSerializerContext;
