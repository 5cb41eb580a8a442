//! Memory that is free, given back to the system.
//!
//! The allocator of glibc keeps what a closed roster leaves for what comes next, which for a roster of a
//! million rows is hundreds of megabytes that other programs lack. It has a call that lets them go;
//! other allocators do so by themselves.

/// Gives free memory back to the system. Takes some milliseconds, in which other threads may wait.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[expect(
    unsafe_code,
    reason = "a call into libc that takes no pointer and touches free memory only"
)]
pub fn give_back() {
    // SAFETY: malloc_trim may be called at any time from any thread.
    unsafe {
        libc::malloc_trim(0);
    }
}

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub fn give_back() {}
