using System.Text.Json.Serialization;

namespace MessengerMarketing.Messaging;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OptInBody))]
[JsonSerializable(typeof(OptInAnswer))]
[JsonSerializable(typeof(RecipientNode))]
[JsonSerializable(typeof(SubscriptionTokenNode))]
[JsonSerializable(typeof(UnsubscribeBody))]
[JsonSerializable(typeof(UnsubscribeAnswer))]
[JsonSerializable(typeof(CampaignBody))]
[JsonSerializable(typeof(CampaignAnswer))]
[JsonSerializable(typeof(MarketingMessageBody))]
[JsonSerializable(typeof(MarketingMessageAnswer))]
internal sealed partial class MessagingJson : JsonSerializerContext;
