using System.Text.Json.Serialization;

namespace MessengerMarketing.Messaging;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OptInBody))]
[JsonSerializable(typeof(OptInAnswer))]
[JsonSerializable(typeof(RecipientNode))]
[JsonSerializable(typeof(SubscriptionTokenNode))]
[JsonSerializable(typeof(UnsubscribeBody))]
[JsonSerializable(typeof(UnsubscribeResponse))]
[JsonSerializable(typeof(CampaignBody))]
[JsonSerializable(typeof(CampaignResponse))]
[JsonSerializable(typeof(MarketingMessageBody))]
[JsonSerializable(typeof(MarketingMessageResponse))]
internal sealed partial class MessagingJson : JsonSerializerContext;
