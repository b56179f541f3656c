/** Scores of any rows, and rankings made of them. */
package io.github.twinstream.rank;
