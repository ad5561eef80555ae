using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;

namespace MessengerMarketing.Binding;

/// <summary>The parameter sets of a cmdlet.</summary>
internal sealed class CmdletParameterSets
{
    private const int MaxOptional = 2;

    private readonly SetParameter[] _parameters;
    private readonly HashSet<string> _names;

    public CmdletParameterSets(Type cmdlet)
    {
        // Most derived class first, in the order of declaration. PowerShell also lists the parameters of base classes last.
        _parameters = [.. cmdlet.GetProperties()
            .SelectMany(static property => property.GetCustomAttributes<ParameterAttribute>(inherit: false), static (property, attribute) => new SetParameter(property.Name, attribute))
            .Where(static parameter => parameter.Set != ParameterAttribute.AllParameterSets)];
        _names = [.. _parameters.Select(static parameter => parameter.Set)];
    }

    /// <summary>Returns whether no set has both parameters.</summary>
    public bool AreExclusive(string one, string other)
    {
        string[] sets = FindSets(one);
        return sets.Length > 0 && FindSets(other) is { Length: > 0 } others && !sets.Intersect(others).Any();
    }

    /// <summary>Describes how a parameter is used: alone, or with the key parameters of its sets.</summary>
    public string FormatUse(string parameter)
    {
        string[][] keys = [.. FindSets(parameter).Select(FindKeys)];
        return keys.Any(set => set.Contains(parameter))
            ? $"-{parameter}"
            : $"-{parameter} with {string.Join(" or ", keys.Select(Format).Where(static text => text.Length > 0))}";
    }

    private string[] FindSets(string parameter) => [.. _parameters.Where(each => each.Name == parameter).Select(static each => each.Set)];

    /// <summary>Returns the parameters that select a set: mandatory parameters that not all sets require, or otherwise the first parameter that no other set
    /// has.</summary>
    private string[] FindKeys(string set)
    {
        string[] mandatory = [.. _parameters
            .Where(parameter => parameter.Set == set && parameter.IsMandatory && _names.Any(other => !_parameters.Any(each => each.Set == other && each.Name == parameter.Name && each.IsMandatory)))
            .Select(static parameter => parameter.Name)];
        return mandatory.Length > 0
            ? mandatory
            : [.. _parameters.Where(parameter => parameter.Set == set && FindSets(parameter.Name).Length == 1).Select(static parameter => parameter.Name).Take(MaxOptional)];
    }

    private string Format(string[] keys)
    {
        bool isMandatory = keys.Length > 0 && _parameters.Any(parameter => parameter.Name == keys[0] && parameter.IsMandatory);
        return string.Join(isMandatory ? " and " : " or ", keys.Select(key => IsPipelineInput(key) ? "pipeline input" : $"-{key}"));
    }

    private bool IsPipelineInput(string parameter) => parameter == "InputObject" && _parameters.Any(each => each.Name == parameter && each.IsPipelineInput);

    private sealed record SetParameter(string Name, ParameterAttribute Attribute)
    {
        public string Set => Attribute.ParameterSetName;

        public bool IsMandatory => Attribute.Mandatory;

        public bool IsPipelineInput => Attribute.ValueFromPipeline;
    }
}
