/// Declares closed sets: beside each value its label in Chinese and in English, above it its description in the
/// schema. So none of the three can be forgotten, and none is said a second time; a function can't declare a type.
/// All of a module's sets are its `sets`.
macro_rules! closed_sets {
    ($($(#[$doc:meta])* pub enum $name:ident {
        $($(#[$value_doc:meta])* $value:ident $zh:literal $en:literal,)+
    })+) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
            #[serde(rename_all = "SCREAMING_SNAKE_CASE")]
            #[cfg_attr(feature = "graphql", derive(async_graphql::Enum))]
            #[cfg_attr(
                feature = "database",
                derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum),
                sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")
            )]
            pub enum $name {
                $($(#[$value_doc])* $value,)+
            }

            impl $crate::Term for $name {
                const SET: &'static str = stringify!($name);
                const ALL: &'static [Self] = &[$(Self::$value,)+];

                fn label(self) -> $crate::Label {
                    match self {
                        $(Self::$value => $crate::Label { zh: $zh, en: $en },)+
                    }
                }

                fn code(self) -> String {
                    $crate::screaming(match self {
                        $(Self::$value => stringify!($value),)+
                    })
                }
            }
        )+

        pub(crate) fn sets() -> Vec<$crate::Set> {
            vec![$($crate::Set::of::<$name>(),)+]
        }

        #[cfg(test)]
        #[test]
        fn a_value_has_one_name_and_a_label_of_its_own() {
            $(
                for value in <$name as $crate::Term>::ALL {
                    let code = $crate::Term::code(*value);
                    assert_eq!(serde_json::to_value(value).unwrap(), code);
                    #[cfg(feature = "graphql")]
                    assert_eq!(async_graphql::Value::from(*value).into_json().unwrap(), code);
                    #[cfg(feature = "database")]
                    assert_eq!(sea_orm::ActiveEnum::to_value(value), code);
                }
                let labels = $crate::Set::of::<$name>().values.into_iter().map(|(_, label)| label);
                let distinct: std::collections::HashSet<_> = labels.clone().flat_map(|label| [label.zh, label.en]).collect();
                assert_eq!(distinct.len(), 2 * labels.len(), stringify!($name));
            )+
        }
    };
}
