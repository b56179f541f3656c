/** A stand-in for the one class of IJava that is looked for by name. */
package io.github.spencerpark.ijava;
