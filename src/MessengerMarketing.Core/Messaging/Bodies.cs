using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MessengerMarketing.Messaging;

/// <summary>Creates JSON bodies that can be sent more than once.</summary>
internal static class Bodies
{
    public static Func<HttpContent> Json<T>(T value, JsonTypeInfo<T> typeInfo)
    {
        byte[] utf8 = JsonSerializer.SerializeToUtf8Bytes(value, typeInfo);
        return () => new ByteArrayContent(utf8) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
    }
}
