//! Roots that resolve on the heap. The schema merges its roots pairwise, one within the other, so that
//! a request's future would hold the largest resolver of all once for each root around it: in a debug
//! build more than a thread's stack. Here is also where who must change their password is held up.

use std::borrow::Cow;

use async_graphql::{
    ContainerType, Context, ContextSelectionSet, OutputType, Positioned, ServerResult, Value,
    parser::types::Field, registry::Registry,
};

use super::viewer;

/// A root of the schema whose fields resolve on the heap.
#[derive(Default)]
pub struct Boxed<T>(T);

impl<T: OutputType> OutputType for Boxed<T> {
    fn type_name() -> Cow<'static, str> {
        T::type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        T::create_type_info(registry)
    }

    fn resolve(
        &self,
        context: &ContextSelectionSet<'_>,
        field: &Positioned<Field>,
    ) -> impl Future<Output = ServerResult<Value>> + Send {
        self.0.resolve(context, field)
    }
}

impl<T: ContainerType> ContainerType for Boxed<T> {
    fn resolve_field(
        &self,
        context: &Context<'_>,
    ) -> impl Future<Output = ServerResult<Option<Value>>> + Send {
        Box::pin(async move {
            if let Err(refusal) = viewer::password_is_changed(context) {
                return Err(context.set_error_path(refusal.into_server_error(context.item.pos)));
            }
            self.0.resolve_field(context).await
        })
    }
}
