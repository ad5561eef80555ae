using System;
using System.Management.Automation;

namespace MessengerMarketing.Binding;

/// <summary>Accepts the ID or name of a campaign, or an object with a CampaignId or Id property, such as the output of New-MMMessageCampaign.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CampaignTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) => ItemText.From(inputData, "CampaignId", "Id");
}
