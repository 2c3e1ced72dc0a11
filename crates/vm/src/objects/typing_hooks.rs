//! Intrinsics for type parameters, aliases and templates: what the loop asks for.

use crate::{
    error::Result,
    objects::{
        function::Function,
        template::{Interpolation, Template},
        typevar::{Kind, Lazy, TypeAlias, TypeParam},
    },
    value::{Tuple, Value},
    vm::Vm,
};
use whipsnake_bytecode::Intrinsic;

/// Does an intrinsic with its arguments.
pub fn intrinsic(vm: &mut Vm, which: Intrinsic, args: Vec<Value>) -> Result<Value> {
    let mut args = args.into_iter();
    let mut next = || args.next().unwrap_or(Value::NONE);
    let nothing = Lazy::default;
    Ok(match which {
        Intrinsic::TypeVar => TypeParam::inferred(vm, Kind::Var, next(), nothing(), nothing()),
        Intrinsic::TypeVarWithBound => {
            let (name, bound) = (next(), next());
            TypeParam::inferred(vm, Kind::Var, name, Lazy::of_function(bound), nothing())
        }
        Intrinsic::TypeVarWithConstraints => {
            let (name, constraints) = (next(), next());
            TypeParam::inferred(vm, Kind::Var, name, nothing(), Lazy::of_function(constraints))
        }
        Intrinsic::ParamSpec => TypeParam::inferred(vm, Kind::Spec, next(), nothing(), nothing()),
        Intrinsic::TypeVarTuple => TypeParam::inferred(vm, Kind::Tuple, next(), nothing(), nothing()),
        Intrinsic::SetTypeParamDefault => {
            let (parameter, function) = (next(), next());
            TypeParam::set_default(vm, &parameter, function);
            parameter
        }
        Intrinsic::SubscriptGeneric => {
            let parameters = next();
            let unpacked = unpack_tuples(vm, &parameters)?;
            vm.call_typing(
                "_GenericAlias",
                &[vm.type_of_map(crate::value::fixed::GENERIC).to_value(), unpacked],
            )?
        }
        Intrinsic::SetTypeParams => {
            let (function, parameters) = (next(), next());
            if let Some(function) = function.exact::<Function>() {
                function.type_params.set(vm, parameters);
            }
            function
        }
        Intrinsic::TypeAlias => {
            let (name, parameters, function) = (next(), next(), next());
            TypeAlias::of_statement(vm, name, parameters, function)
        }
        Intrinsic::BuildTemplate => {
            let (strings, interpolations) = (next(), next());
            Template::new(strings, interpolations)
        }
        Intrinsic::BuildInterpolation => {
            let (value, expression, conversion, format_spec) = (next(), next(), next(), next());
            Interpolation::new(value, expression, conversion, format_spec)
        }
        other => {
            let name = other.name();
            return Err(vm.system_error(format_args!("intrinsic {name} in no arm")));
        }
    })
}

/// Parameters with those that stand for several unpacked.
fn unpack_tuples(vm: &mut Vm, parameters: &Value) -> Result<Value> {
    let Some(parameters) = parameters.cast::<Tuple>() else { return Ok(parameters.clone()) };
    let mut unpacked = Vec::new();
    for parameter in parameters.as_slice() {
        let several = parameter.cast::<TypeParam>().is_some_and(|found| found.kind == Kind::Tuple);
        unpacked.push(if several { super::typevar::unpack(vm, parameter)? } else { parameter.clone() });
    }
    Ok(Tuple::new(unpacked).into_value())
}
