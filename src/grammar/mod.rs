//! What people write, as typed values with their text kept, PURE: a refusal says where and why.
