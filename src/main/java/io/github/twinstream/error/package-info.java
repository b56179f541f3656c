/**
 * How failures are told: what failed, the value given, what is allowed or exists, and the nearest
 * match or next step. Anyone may use it; it uses nothing.
 */
package io.github.twinstream.error;
