using System;
using System.Management.Automation;

namespace MessengerMarketing.Binding;

/// <summary>Accepts a campaign's id or name, or an object with a CampaignId or Id property, such as New-MMMessageCampaign writes.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CampaignTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) => ItemText.From(inputData, "CampaignId", "Id");
}
