//! An input whose every field must be stated.

use std::borrow::Cow;

use async_graphql::{
    InputObjectType, InputType, InputValueError, InputValueResult, Value,
    registry::{MetaType, MetaTypeId, Registry},
};

/// The fields of `T` for who states a thing anew: none has a default, for what is left out would be taken away.
pub struct Whole<T>(pub T);

impl<T: InputObjectType> InputType for Whole<T> {
    type RawValueType = T::RawValueType;

    fn type_name() -> Cow<'static, str> {
        Cow::Owned(format!("Whole{}", T::type_name()))
    }

    fn create_type_info(registry: &mut Registry) -> String {
        registry.create_input_type::<Self, _>(MetaTypeId::InputObject, |registry| {
            let mut stated = registry.create_fake_input_type::<T>();
            if let MetaType::InputObject { name, input_fields, rust_typename, .. } = &mut stated {
                *name = Self::type_name().into_owned();
                *rust_typename = Some(std::any::type_name::<Self>());
                input_fields.values_mut().for_each(|field| field.default_value = None);
            }
            stated
        })
    }

    fn parse(value: Option<Value>) -> InputValueResult<Self> {
        T::parse(value).map(Self).map_err(InputValueError::propagate)
    }

    fn to_value(&self) -> Value {
        self.0.to_value()
    }

    fn as_raw_value(&self) -> Option<&Self::RawValueType> {
        self.0.as_raw_value()
    }
}

impl<T: InputObjectType> InputObjectType for Whole<T> {}
