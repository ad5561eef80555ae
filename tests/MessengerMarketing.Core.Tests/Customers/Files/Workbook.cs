using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Security;

namespace MessengerMarketing.Tests.Customers.Files;

/// <summary>Writes small .xlsx workbooks: text in a shared table, numbers and dates as a spreadsheet program stores them.</summary>
internal static class Workbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";

    /// <summary>A workbook with these worksheets. A cell is text, a number (double), a date serial (int, style 1) or null.</summary>
    public static byte[] Create(params (string Name, bool IsHidden, object?[][] Rows)[] sheets)
    {
        var texts = new List<string>();
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write(zip, "[Content_Types].xml", $"<Types xmlns=\"{Package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>");
            Write(zip, "_rels/.rels", $"<Relationships xmlns=\"{Package}/relationships\"><Relationship Id=\"rId1\" Type=\"{Relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            for (int i = 0; i < sheets.Length; i++)
            {
                Write(zip, $"xl/worksheets/sheet{i + 1}.xml", $"<worksheet xmlns=\"{Main}\"><sheetData>{string.Concat(sheets[i].Rows.Select((row, index) => Row(row, index + 1, texts)))}</sheetData></worksheet>");
            }

            string list = string.Concat(sheets.Select((sheet, i) => $"<sheet name=\"{SecurityElement.Escape(sheet.Name)}\" sheetId=\"{i + 1}\"{(sheet.IsHidden ? " state=\"hidden\"" : string.Empty)} r:id=\"rId{i + 1}\"/>"));
            Write(zip, "xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets>{list}</sheets></workbook>");
            string targets = string.Concat(sheets.Select((_, i) => $"<Relationship Id=\"rId{i + 1}\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet{i + 1}.xml\"/>"));
            Write(zip, "xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"{Package}/relationships\">{targets}<Relationship Id=\"rIdS\" Type=\"{Relations}/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"rIdT\" Type=\"{Relations}/styles\" Target=\"styles.xml\"/></Relationships>");
            Write(zip, "xl/styles.xml", $"<styleSheet xmlns=\"{Main}\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>");
            Write(zip, "xl/sharedStrings.xml", $"<sst xmlns=\"{Main}\">{string.Concat(texts.Select(static text => $"<si><t xml:space=\"preserve\">{SecurityElement.Escape(text)}</t></si>"))}</sst>");
        }

        return bytes.ToArray();
    }

    private static string Row(object?[] row, int number, List<string> texts)
        => $"<row r=\"{number}\">{string.Concat(row.Select((value, column) => Cell(value, $"{(char)('A' + column)}{number}", texts)))}</row>";

    private static string Cell(object? value, string place, List<string> texts)
    {
        switch (value)
        {
            case null:
                return string.Empty;
            case string text:
                texts.Add(text);
                return $"<c r=\"{place}\" t=\"s\"><v>{texts.Count - 1}</v></c>";
            case int date:
                return $"<c r=\"{place}\" s=\"1\"><v>{date}</v></c>";
            default:
                return string.Create(CultureInfo.InvariantCulture, $"<c r=\"{place}\"><v>{(double)value:R}</v></c>");
        }
    }

    private static void Write(ZipArchive zip, string name, string content)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name).Open());
        writer.Write(content);
    }
}
