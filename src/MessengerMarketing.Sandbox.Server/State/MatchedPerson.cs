using System.Runtime.InteropServices;

namespace MessengerMarketing.Sandbox.State;

/// <summary>A member of an audience who matches a Facebook account.</summary>
/// <param name="Number">The person's number in the audience.</param>
/// <param name="Key">The identifier that stands for the person, the same in every audience where the person was first known by it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MatchedPerson(int Number, ulong Key);
