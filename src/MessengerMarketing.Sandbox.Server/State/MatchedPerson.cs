using System.Runtime.InteropServices;

namespace MessengerMarketing.Sandbox.State;

/// <summary>A member of an audience who matches a Facebook account.</summary>
/// <param name="Number">The person's number in the audience.</param>
/// <param name="Key">The key of the person. It is the same in all audiences where the person was first added with this identifier.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MatchedPerson(int Number, ulong Key);
