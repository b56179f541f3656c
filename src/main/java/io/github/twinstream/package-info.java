/** The door: {@code Twinstream}'s verbs and the types along the chain. */
package io.github.twinstream;
