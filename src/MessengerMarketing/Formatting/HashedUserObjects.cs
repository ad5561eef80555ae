using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Linq.Expressions;
using System.Reflection;
using System.Reflection.Emit;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Rows;

namespace MessengerMarketing.Formatting;

/// <summary>Creates the output of ConvertTo-MMHashedUser: objects with a property for each key of a list, so that Export-Csv, Where-Object, and -AlreadyHashed
/// can use them directly.</summary>
/// <remarks>The keys are known only at run time. Objects with note properties need about four times the memory and time, and more work of the garbage
/// collector. Therefore, a class is created once for each combination of keys.</remarks>
internal sealed class HashedUserObjects
{
    private const string TypeName = "MessengerMarketing.HashedUser";
    private const string FirstProperty = "Row";

    private static readonly ConcurrentDictionary<string, HashedUserObjects> BySchema = new(StringComparer.Ordinal);
    private static readonly Type[] ConstructorParameters = [typeof(long), typeof(IReadOnlyList<string>), typeof(bool), typeof(string)];
    private static readonly MethodInfo GetCell = typeof(IReadOnlyList<string>).GetProperty("Item")!.GetMethod!;

    private readonly Func<long, IReadOnlyList<string>, bool, string, object> _create;

    private HashedUserObjects(IReadOnlyList<SchemaKey> schema)
    {
        ConstructorInfo constructor = DefineType(schema).GetConstructor(ConstructorParameters)!;
        ParameterExpression[] parameters = [.. ConstructorParameters.Select(static type => Expression.Parameter(type))];
        _create = Expression.Lambda<Func<long, IReadOnlyList<string>, bool, string, object>>(Expression.New(constructor, parameters), parameters).Compile();
    }

    /// <summary>Returns the factory for lists with these keys.</summary>
    public static HashedUserObjects For(IReadOnlyList<SchemaKey> schema) => BySchema.GetOrAdd(string.Join(",", schema), _ => new HashedUserObjects(schema));

    /// <summary>Creates the object of a row.</summary>
    public object Create(HashedUser user) => _create(user.Row, user.Cells, user.Rejected, FormatIssues(user.Issues));

    private static string FormatIssues(IReadOnlyList<RowIssue> issues) => issues.Count == 0 ? string.Empty : string.Join("; ", issues.Select(FormatIssue));

    private static string FormatIssue(RowIssue issue) => issue.Key is { } key ? $"{key} {issue.Reason}" : issue.Reason.ToString();

    /// <summary>Creates the class. Each class needs its own assembly, because all classes have the same name, which selects the view.</summary>
    private static Type DefineType(IReadOnlyList<SchemaKey> schema)
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName(TypeName + "." + string.Join("-", schema)), AssemblyBuilderAccess.Run);
        TypeBuilder type = assembly.DefineDynamicModule(TypeName).DefineType(TypeName, TypeAttributes.Public | TypeAttributes.Sealed | TypeAttributes.Class);
        ILGenerator constructor = type.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, ConstructorParameters).GetILGenerator();
        constructor.Emit(OpCodes.Ldarg_0);
        constructor.Emit(OpCodes.Call, typeof(object).GetConstructor(Type.EmptyTypes)!);
        SetProperty(constructor, DefineProperty(type, FirstProperty, typeof(long)), static il => il.Emit(OpCodes.Ldarg_1));
        for (int cell = 0; cell < schema.Count; cell++)
        {
            int index = cell;
            SetProperty(constructor, DefineProperty(type, schema[cell].ToString(), typeof(string)), il =>
            {
                il.Emit(OpCodes.Ldarg_2);
                il.Emit(OpCodes.Ldc_I4, index);
                il.Emit(OpCodes.Callvirt, GetCell);
            });
        }

        SetProperty(constructor, DefineProperty(type, "Rejected", typeof(bool)), static il => il.Emit(OpCodes.Ldarg_3));
        SetProperty(constructor, DefineProperty(type, "Issue", typeof(string)), static il => il.Emit(OpCodes.Ldarg_S, (byte)ConstructorParameters.Length));
        constructor.Emit(OpCodes.Ret);
        return type.CreateTypeInfo()!.AsType();
    }

    private static void SetProperty(ILGenerator constructor, FieldInfo field, Action<ILGenerator> loadValue)
    {
        constructor.Emit(OpCodes.Ldarg_0);
        loadValue(constructor);
        constructor.Emit(OpCodes.Stfld, field);
    }

    /// <summary>Defines a property that can be read and set, and returns the field that holds its value.</summary>
    private static FieldBuilder DefineProperty(TypeBuilder type, string name, Type valueType)
    {
        const MethodAttributes Accessor = MethodAttributes.Public | MethodAttributes.SpecialName | MethodAttributes.HideBySig;
        FieldBuilder field = type.DefineField("_" + name, valueType, FieldAttributes.Private);
        PropertyBuilder property = type.DefineProperty(name, PropertyAttributes.None, valueType, Type.EmptyTypes);

        MethodBuilder getter = type.DefineMethod("get_" + name, Accessor, valueType, Type.EmptyTypes);
        ILGenerator get = getter.GetILGenerator();
        get.Emit(OpCodes.Ldarg_0);
        get.Emit(OpCodes.Ldfld, field);
        get.Emit(OpCodes.Ret);
        property.SetGetMethod(getter);

        MethodBuilder setter = type.DefineMethod("set_" + name, Accessor, typeof(void), [valueType]);
        ILGenerator set = setter.GetILGenerator();
        set.Emit(OpCodes.Ldarg_0);
        set.Emit(OpCodes.Ldarg_1);
        set.Emit(OpCodes.Stfld, field);
        set.Emit(OpCodes.Ret);
        property.SetSetMethod(setter);
        return field;
    }
}
