using System;
using System.Collections.Generic;
using System.Linq;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace MessengerMarketing.ModuleTests;

/// <summary>Orders the cases of the Pester suite, and remembers which files a filter left: only these are run.</summary>
public sealed class PesterOrder : ITestCaseOrderer
{
    /// <summary>The files of this run, those that take longest first.</summary>
    public static IReadOnlyList<string> Selected { get; private set; } = [];

    public IEnumerable<TTestCase> OrderTestCases<TTestCase>(IEnumerable<TTestCase> testCases)
        where TTestCase : ITestCase
    {
        TTestCase[] ordered = [.. testCases.OrderBy(static test => PesterSuite.Position(FileOf(test))).ThenBy(static test => FileOf(test), StringComparer.Ordinal)];
        Selected = [.. ordered.Select(static test => FileOf(test))];
        return ordered;
    }

    private static string FileOf(ITestCase test) => (string)test.TestMethodArguments[0];
}
