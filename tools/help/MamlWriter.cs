using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;

namespace MessengerMarketing.Help;

/// <summary>
/// Converts help pages to MAML, the XML format of <c>Get-Help</c>. Source: the reference of the cmdlet help schema, "How to write cmdlet help".
/// </summary>
internal static class MamlWriter
{
    private static readonly XNamespace Msh = "http://msh";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <summary>Creates one document for all pages.</summary>
    public static XDocument Write(IEnumerable<HelpPage> pages) => new(
        new XElement(Msh + "helpItems", new XAttribute("schema", "maml"), pages.Select(WritePage)));

    private static XElement WritePage(HelpPage page) => new(
        Command + "command",
        new XAttribute(XNamespace.Xmlns + "maml", Maml),
        new XAttribute(XNamespace.Xmlns + "command", Command),
        new XAttribute(XNamespace.Xmlns + "dev", Dev),
        new XElement(
            Command + "details",
            new XElement(Command + "name", page.Name),
            new XElement(Command + "verb", page.Name.Split('-')[0]),
            new XElement(Command + "noun", page.Name.Split('-')[1]),
            Text(Maml + "description", page.Synopsis)),
        Text(Maml + "description", page.Description),
        new XElement(Command + "syntax", page.ParameterSets.Select(set => WriteSyntax(page, set))),
        page.Parameters.Count == 0 ? null : new XElement(Command + "parameters", page.Parameters.Select(parameter => WriteParameter(parameter, Join(parameter), isSyntax: false))),
        new XElement(Command + "inputTypes", page.Inputs.Select(input => WriteType(Command + "inputType", input))),
        new XElement(Command + "returnValues", page.Outputs.Select(output => WriteType(Command + "returnValue", output))),
        page.Notes.Length == 0 ? null : new XElement(Maml + "alertSet", Text(Maml + "alert", page.Notes)),
        new XElement(Command + "examples", page.Examples.Select(WriteExample)),
        new XElement(Command + "relatedLinks", page.Links.Prepend(Online(page)).Select(WriteLink)));

    private static XElement WriteSyntax(HelpPage page, string set)
    {
        IEnumerable<(HelpParameter Parameter, HelpBinding Binding)> bound =
            from parameter in page.Parameters
            let binding = parameter.Bindings.FirstOrDefault(binding => binding.Set == set || binding.Set == HelpBinding.AllSets)
            where binding is not null
            orderby binding.Position, !binding.IsRequired
            select (parameter, binding);
        return new XElement(
            Command + "syntaxItem",
            new XElement(Maml + "name", page.Name),
            bound.Select(item => WriteParameter(item.Parameter, item.Binding, isSyntax: true)));
    }

    private static XElement WriteParameter(HelpParameter parameter, HelpBinding binding, bool isSyntax)
    {
        string type = TypeNames.Short(parameter.Type);
        bool isSwitch = parameter.Type == TypeNames.Switch;
        return new XElement(
            Command + "parameter",
            new XAttribute("required", binding.IsRequired ? "true" : "false"),
            new XAttribute("variableLength", "true"),
            new XAttribute("globbing", parameter.SupportsWildcards ? "true" : "false"),
            new XAttribute("pipelineInput", Pipeline(binding)),
            new XAttribute("position", binding.Position.ToLowerInvariant()),
            new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
            new XElement(Maml + "name", parameter.Name),
            Text(Maml + "description", parameter.Text),
            isSyntax && parameter.AcceptedValues.Count > 0
                ? new XElement(Command + "parameterValueGroup", parameter.AcceptedValues.Select(value => new XElement(
                    Command + "parameterValue", new XAttribute("required", "false"), new XAttribute("variableLength", "false"), value)))
                : null,
            isSwitch && isSyntax
                ? null
                : new XElement(Command + "parameterValue", new XAttribute("required", isSwitch ? "false" : "true"), new XAttribute("variableLength", "false"), type),
            new XElement(Dev + "type", new XElement(Maml + "name", type), new XElement(Maml + "uri")),
            new XElement(Dev + "defaultValue", parameter.DefaultValue.Length == 0 ? "None" : parameter.DefaultValue));
    }

    /// <summary>Combines the bindings of all sets. A parameter is required only when it is required in all sets.</summary>
    private static HelpBinding Join(HelpParameter parameter) => new(
        HelpBinding.AllSets,
        parameter.Bindings[0].Position,
        parameter.Bindings.All(static binding => binding.IsRequired),
        parameter.Bindings.Any(static binding => binding.TakesPipeline),
        parameter.Bindings.Any(static binding => binding.TakesProperty));

    private static string Pipeline(HelpBinding binding) => (binding.TakesPipeline, binding.TakesProperty) switch
    {
        (true, true) => "True (ByPropertyName, ByValue)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };

    private static XElement WriteType(XName name, HelpSection section) => new(
        name,
        new XElement(Dev + "type", new XElement(Maml + "name", section.Title)),
        Text(Maml + "description", section.Text));

    /// <summary>Writes an example. Get-Help adds no space between examples, so a line and a blank paragraph separate them.</summary>
    private static XElement WriteExample(HelpSection example)
    {
        XElement remarks = Text(Dev + "remarks", PlainText.WithoutCode(example.Text));
        remarks.Add(new XElement(Maml + "para"));
        return new XElement(
            Command + "example",
            new XElement(Maml + "title", $"--------- {example.Title} ---------"),
            new XElement(Dev + "code", PlainText.Code(example.Text)),
            remarks);
    }

    // Get-Help -Online opens the first link with a URL.
    private static HelpLink Online(HelpPage page) => new("Online Version:", page.HelpUri);

    private static XElement WriteLink(HelpLink link) => new(
        Maml + "navigationLink",
        new XElement(Maml + "linkText", link.Text),
        new XElement(Maml + "uri", link.Address.StartsWith("https:", StringComparison.Ordinal) ? link.Address : null));

    private static XElement Text(XName name, string markdown) => new(name, PlainText.Paragraphs(markdown).Select(paragraph => new XElement(Maml + "para", paragraph)));
}
