using System;
using System.Globalization;
using System.Management.Automation;
using System.Text;

namespace MessengerMarketing.Binding;

/// <summary>Converts PowerShell's encoding names, registered names, and code pages to encodings, in the same way in both editions.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EncodingTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        try
        {
            return value switch
            {
                Encoding encoding => encoding,
                int codePage => Encoding.GetEncoding(codePage),
                string name when int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int codePage) => Encoding.GetEncoding(codePage),
                string name => Find(name),
                _ => inputData,
            };
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            throw new ArgumentTransformationMetadataException(
                $"'{value}' is not an encoding. Specify a name such as utf8, unicode, bigendianunicode, ascii, ansi, or iso-8859-1, or a code page such as 1252.", exception);
        }
    }

    private static Encoding Find(string name) => name.ToLowerInvariant() switch
    {
        "utf8" or "utf8bom" or "utf8nobom" or "default" => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        "unicode" => Encoding.Unicode,
        "bigendianunicode" => Encoding.BigEndianUnicode,
        "utf32" => Encoding.UTF32,
        "ascii" => Encoding.ASCII,
        "ansi" => Encoding.GetEncoding(CultureInfo.CurrentCulture.TextInfo.ANSICodePage),
        "oem" => Encoding.GetEncoding(CultureInfo.CurrentCulture.TextInfo.OEMCodePage),
        _ => Encoding.GetEncoding(name),
    };
}
