using System;
using System.Text;

namespace MessengerMarketing.Sandbox.Http;

/// <summary>Reads <c>multipart/form-data</c>, which <c>curl -F</c> in Meta's samples sends.</summary>
internal static class MultipartForm
{
    private static readonly byte[] EndOfHeaders = "\r\n\r\n"u8.ToArray();

    /// <summary>Returns the boundary of a content type; null when there is none.</summary>
    public static string? BoundaryOf(string contentType)
    {
        const string Name = "boundary=";
        int start = contentType.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        if (start < 0)
        {
            return null;
        }

        string boundary = contentType.Substring(start + Name.Length);
        int end = boundary.IndexOf(';');
        return (end < 0 ? boundary : boundary.Substring(0, end)).Trim().Trim('"');
    }

    public static void Read(ReadOnlySpan<byte> body, string boundary, FormEncoding.FieldHandler handler)
    {
        byte[] delimiter = Encoding.UTF8.GetBytes("--" + boundary);
        int at = body.IndexOf(delimiter);
        while (at >= 0)
        {
            body = body.Slice(at + delimiter.Length);
            int next = body.IndexOf(delimiter);
            if (next < 0)
            {
                return;
            }

            ReadPart(body.Slice(0, next), handler);
            at = next;
        }
    }

    private static void ReadPart(ReadOnlySpan<byte> part, FormEncoding.FieldHandler handler)
    {
        int headersEnd = part.IndexOf(EndOfHeaders);
        if (headersEnd < 0)
        {
            return;
        }

        string headers = Encoding.UTF8.GetString(part.Slice(0, headersEnd).ToArray());
        ReadOnlySpan<byte> content = part.Slice(headersEnd + EndOfHeaders.Length);
        if (content.Length >= 2 && content[content.Length - 2] == '\r' && content[content.Length - 1] == '\n')
        {
            content = content.Slice(0, content.Length - 2);
        }

        const string NameStart = "; name=";
        int nameAt = headers.IndexOf(NameStart, StringComparison.OrdinalIgnoreCase);
        if (nameAt >= 0)
        {
            string name = headers.Substring(nameAt + NameStart.Length);
            int end = name.IndexOfAny([';', '\r']);
            handler((end < 0 ? name : name.Substring(0, end)).Trim().Trim('"'), content);
        }
    }
}
