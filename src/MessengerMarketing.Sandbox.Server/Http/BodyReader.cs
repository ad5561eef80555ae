using System;
using System.Text;
using System.Text.Json;
using MessengerMarketing.Http;
using MessengerMarketing.Sandbox.Errors;
using MessengerMarketing.Sandbox.Uploads;

namespace MessengerMarketing.Sandbox.Http;

/// <summary>Reads a body into parameters, according to its content type.</summary>
internal sealed class BodyReader(GraphParameters parameters, bool takesUpload, bool isRemoval)
{
    private const string PayloadName = "payload";

    /// <exception cref="GraphErrorException">The body or its payload is not valid.</exception>
    public void Read(RequestBody body, string? contentType)
    {
        Span<byte> bytes = body.Bytes.AsSpan(0, body.Length);
        try
        {
            if (Is(contentType, "application/x-www-form-urlencoded"))
            {
                ReadFields((field) => FormEncoding.Read(body.Bytes.AsSpan(0, body.Length), field));
            }
            else if (Is(contentType, "multipart/form-data") && MultipartForm.BoundaryOf(contentType!) is { Length: > 0 } boundary)
            {
                ReadFields((field) => MultipartForm.Read(body.Bytes.AsSpan(0, body.Length), boundary, field));
            }
            else
            {
                ReadJson(bytes);
            }
        }
        catch (JsonException)
        {
            throw GraphErrors.BodyNotJson();
        }
        catch (InvalidOperationException)
        {
            // The JSON reader throws this exception for a string that is not UTF-8.
            throw GraphErrors.BodyNotJson();
        }
    }

    private void ReadFields(Action<FormEncoding.FieldHandler> read)
    {
        byte[]? payload = null;
        read((name, value) =>
        {
            if (takesUpload && string.Equals(name, PayloadName, StringComparison.Ordinal))
            {
                payload = value.ToArray();
            }
            else
            {
                parameters[name] = Encoding.UTF8.GetString(value.ToArray());
            }
        });

        if (payload is not null)
        {
            parameters.Payload = UploadPayloadReader.Read(payload, isRemoval);
        }
    }

    private void ReadJson(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw GraphErrors.BodyNotJson();
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            int start = (int)reader.TokenStartIndex;
            if (takesUpload && reader.TokenType == JsonTokenType.StartObject && string.Equals(name, PayloadName, StringComparison.Ordinal))
            {
                parameters.Payload?.Dispose();
                parameters.Payload = UploadPayloadReader.Read(ref reader, json, isRemoval);
            }
            else if (reader.TokenType == JsonTokenType.String)
            {
                parameters[name] = reader.GetString()!;
            }
            else
            {
                reader.Skip();
                parameters[name] = Encoding.UTF8.GetString(json.Slice(start, (int)reader.BytesConsumed - start).ToArray());
            }
        }

        // The reader throws when there is data after the object.
        reader.Read();
        if (takesUpload && parameters[PayloadName] is { } text)
        {
            parameters.Payload = UploadPayloadReader.Read(Encoding.UTF8.GetBytes(text), isRemoval);
        }
    }

    private static bool Is(string? contentType, string media) =>
        contentType is not null && contentType.StartsWith(media, StringComparison.OrdinalIgnoreCase);
}
