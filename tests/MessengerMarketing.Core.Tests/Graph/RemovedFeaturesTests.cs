using System.Collections.Generic;
using MessengerMarketing.Graph;
using Xunit;

namespace MessengerMarketing.Tests.Graph;

public sealed class RemovedFeaturesTests
{
    [Theory]
    [InlineData("ids", "1,2", nameof(RemovedFeature.SeveralIds))]
    [InlineData("method", "delete", nameof(RemovedFeature.MethodOverride))]
    [InlineData("date_format", "U", nameof(RemovedFeature.DateFormat))]
    [InlineData("fields", "id,name.as(title)", nameof(RemovedFeature.FieldAlias))]
    [InlineData("callback", "f", nameof(RemovedFeature.Jsonp))]
    [InlineData("fields", "id,name", null)]
    [InlineData("custom_audience_ids", "1", null)]
    public void A_feature_is_found_in_the_query_and_in_the_body(string name, string value, string? expected)
    {
        Assert.Equal(expected, RemovedFeatures.Find([new KeyValuePair<string, string>(name, value)], json: null)?.ToString());
        Assert.Equal(expected, RemovedFeatures.Find([], $$"""{"{{name}}":"{{value}}"}""")?.ToString());
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[1]")]
    [InlineData("null")]
    public void A_body_that_is_not_an_object_has_none(string json) => Assert.Null(RemovedFeatures.Find([], json));
}
