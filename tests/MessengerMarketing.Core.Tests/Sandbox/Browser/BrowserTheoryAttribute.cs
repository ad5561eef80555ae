using System;
using Xunit;

namespace MessengerMarketing.Tests.Sandbox.Browser;

/// <summary>Like <see cref="BrowserFactAttribute"/>, but with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = new BrowserFactAttribute().Skip;
}
