using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml;

namespace MessengerMarketing.Help;

/// <summary>Converts the help pages of a folder to one MAML file.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        if (arguments is not [var folder, var output])
        {
            Console.Error.WriteLine("Usage: <folder of the help pages> <output file>");
            return 2;
        }

        try
        {
            string[] pages = [.. Directory.GetFiles(folder, "*-*.md").Order(StringComparer.Ordinal)];
            using var writer = XmlWriter.Create(output, new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) });
            MamlWriter.Write(pages.Select(HelpPageReader.Read)).Save(writer);
            return 0;
        }
        catch (HelpPageException exception)
        {
            // The MSBuild format of an error.
            Console.Error.WriteLine($"help : error MMHELP: {exception.Message}");
            return 1;
        }
    }
}
