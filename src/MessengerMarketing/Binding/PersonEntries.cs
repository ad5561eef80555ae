using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace MessengerMarketing.Binding;

/// <summary>Finds the values of a pipeline item by the names and aliases of a cmdlet's parameters.</summary>
/// <param name="cmdlet">The cmdlet.</param>
/// <param name="parameters">The parameters that identify a person.</param>
internal sealed class PersonEntries(PSCmdlet cmdlet, string[] parameters)
{
    /// <summary>Returns the entry of a hashtable for a parameter's name or alias, or otherwise the value of the parameter.</summary>
    public string? Find(PSObject? item, string parameter, string? value)
    {
        // PowerShell has already bound the properties of an object.
        return item?.BaseObject is IDictionary person
            ? Names(parameter).Select(name => CellText.From(Entries.Find(person, name))).FirstOrDefault(static text => text is not null) ?? value
            : value;
    }

    /// <summary>Returns whether an item identifies a person. A hashtable can leave this to the parameters.</summary>
    public bool IsPerson(PSObject item) =>
        item.BaseObject is IDictionary || Array.Exists(parameters, parameter => Names(parameter).Any(name => item.Properties[name] is not null));

    private IEnumerable<string> Names(string parameter) => [parameter, .. cmdlet.MyInvocation.MyCommand.Parameters[parameter].Aliases];
}
