using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace MessengerMarketing.Binding;

/// <summary>Finds what an item from the pipeline holds under the names and aliases of a cmdlet's parameters.</summary>
/// <param name="cmdlet">The cmdlet.</param>
/// <param name="parameters">The parameters by which a person is known.</param>
internal sealed class PersonEntries(PSCmdlet cmdlet, string[] parameters)
{
    /// <summary>What a person's hashtable holds under a parameter's name or one of its aliases, and otherwise the parameter.</summary>
    public string? Find(PSObject? item, string parameter, string? value)
    {
        // PowerShell itself has taken the properties of an object.
        return item?.BaseObject is IDictionary person
            ? Names(parameter).Select(name => CellText.From(Entries.Find(person, name))).FirstOrDefault(static text => text is not null) ?? value
            : value;
    }

    /// <summary>Whether an item has anything by which somebody is known. A hashtable may leave it to the parameters.</summary>
    public bool IsPerson(PSObject item) =>
        item.BaseObject is IDictionary || Array.Exists(parameters, parameter => Names(parameter).Any(name => item.Properties[name] is not null));

    private IEnumerable<string> Names(string parameter) => [parameter, .. cmdlet.MyInvocation.MyCommand.Parameters[parameter].Aliases];
}
