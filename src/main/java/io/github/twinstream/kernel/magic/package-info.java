/**
 * Lines and cells that begin with a percent sign: dependencies, class path, scripts, time, shell.
 * IJava's names are kept, so its notebooks run. Entry type: {@link
 * io.github.twinstream.kernel.magic.Magics}.
 */
package io.github.twinstream.kernel.magic;
