//! TABLE: names that Rust code uses, interned once per interpreter: `vm.name(names::__init__)`.

use crate::value::Value;

/// A name of the table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Name(pub u16);

/// The table's names, interned.
pub struct Names(pub(crate) Vec<Value>);

impl Names {
    /// The interned string.
    #[inline(always)]
    pub fn get(&self, Name(at): Name) -> &Value {
        &self.0[at as usize]
    }
}

macro_rules! names {
    ($($name:ident)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        #[repr(u16)]
        enum Place { $($name),* }
        $(
            #[allow(missing_docs, non_upper_case_globals)]
            pub const $name: Name = Name(Place::$name as u16);
        )*
        /// The texts, in order of their numbers.
        pub const TEXTS: &[&str] = &[$(stringify!($name)),*];
    };
}

names! {
    __new__ __init__ __del__ __call__ __repr__ __str__ __format__ __hash__ __bool__ __len__ __length_hint__
    __getattribute__ __getattr__ __setattr__ __delattr__ __get__ __set__ __delete__
    __lt__ __le__ __eq__ __ne__ __gt__ __ge__
    __getitem__ __setitem__ __delitem__ __contains__ __missing__ __iter__ __next__ __reversed__
    __add__ __sub__ __mul__ __truediv__ __floordiv__ __mod__ __divmod__ __pow__ __matmul__ __lshift__ __rshift__
    __and__ __or__ __xor__
    __radd__ __rsub__ __rmul__ __rtruediv__ __rfloordiv__ __rmod__ __rdivmod__ __rpow__ __rmatmul__ __rlshift__
    __rrshift__ __rand__ __ror__ __rxor__
    __iadd__ __isub__ __imul__ __itruediv__ __ifloordiv__ __imod__ __ipow__ __imatmul__ __ilshift__ __irshift__
    __iand__ __ior__ __ixor__
    __neg__ __pos__ __abs__ __invert__ __int__ __float__ __index__ __complex__ __round__ __trunc__ __floor__ __ceil__
    __enter__ __exit__ __aenter__ __aexit__ __await__ __aiter__ __anext__
    __buffer__ __release_buffer__ __instancecheck__ __subclasscheck__ __prepare__ __bytes__ __dir__ __set_name__
    __init_subclass__ __class_getitem__ __mro_entries__
    __class__ __dict__ __doc__ __name__ __qualname__ __module__ __slots__ __weakref__ __bases__ __base__ __mro__
    __subclasses__ __abstractmethods__ __isabstractmethod__ __classcell__ __classdictcell__ __annotations__ __annotate__
    __annotate_func__ __annotations_cache__ __type_params__ __orig_bases__ __orig_class__ __parameters__ __args__
    __origin__ __wrapped__ __defaults__ __kwdefaults__ __code__ __closure__ __globals__ __builtins__ __self__ __func__
    __text_signature__ __static_attributes__ __firstlineno__ __match_args__ __conditional_annotations__
    __file__ __path__ __package__ __loader__ __spec__ __cached__ __all__ __main__ __import__ __build_class__ __debug__
    __reduce__ __reduce_ex__ __getstate__ __setstate__ __getnewargs__ __getnewargs_ex__ __copy__ __deepcopy__
    __sizeof__ __subclasshook__ __traceback__ __context__ __cause__ __suppress_context__ __notes__ __objclass__
    __fspath__ __warningregistry__ __typing_subst__ __typing_prepare_subst__ __typing_unpacked_tuple_args__
    __unpacked__ __bound__ __constraints__ __default__ __value__ __covariant__ __contravariant__ __infer_variance__
    builtins sys keys values items get append extend add update pop send throw close read write readline flush
    fileno name obj path msg filename lineno offset text end_lineno end_offset print_file_and_line value code args
    errno strerror filename2 characters_written encoding object start stop step end reason message exceptions
    metaclass key reverse default sep file stdout stderr stdin displayhook excepthook modules meta_path path_hooks
    path_importer_cache last_exc last_type last_value last_traceback _initializing _uninitialized_submodules
    find_spec fromlist level globals locals real imag numerator denominator join format decode encode copy
    set_name fget fset fdel doc func keywords cache_info tb_frame tb_lineno tb_lasti tb_next
    gi_frame cr_frame ag_frame encoding_errors errors newline closefd opener buffering mode
    warn warn_explicit linecache getline get_source unraisablehook exc_type exc_value exc_traceback err_msg
    _abc_impl typing Generic Union strings interpolations expression conversion format_spec
    cls it index insert remove clear count sort_keys maxlen
}
