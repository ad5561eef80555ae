using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml;

namespace MessengerMarketing.Help;

/// <summary>Reads the pages of a folder and writes them into one file of MAML.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        if (arguments is not [var folder, var output])
        {
            Console.Error.WriteLine("Give the folder of the pages and the file to write.");
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
            // In the form by which MSBuild knows an error.
            Console.Error.WriteLine($"help : error MMHELP: {exception.Message}");
            return 1;
        }
    }
}
