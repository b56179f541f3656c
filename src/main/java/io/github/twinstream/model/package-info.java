/**
 * Networks: the {@link io.github.twinstream.model.Network} contract, the layers they share, and one
 * pair of files per network (its settings and its arithmetic). Parameters carry the names of the
 * reference implementation. Invariant: a forward pass allocates only in the caller's scope.
 */
package io.github.twinstream.model;
