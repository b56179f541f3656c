package io.github.twinstream.kernel.magic;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.settings.Mirror;
import org.apache.maven.settings.Profile;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Repository;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.DefaultSettingsBuilderFactory;
import org.apache.maven.settings.building.DefaultSettingsBuildingRequest;
import org.apache.maven.settings.building.SettingsBuildingException;
import org.eclipse.aether.repository.AuthenticationSelector;
import org.eclipse.aether.repository.MirrorSelector;
import org.eclipse.aether.repository.ProxySelector;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.util.repository.AuthenticationBuilder;
import org.eclipse.aether.util.repository.DefaultAuthenticationSelector;
import org.eclipse.aether.util.repository.DefaultMirrorSelector;
import org.eclipse.aether.util.repository.DefaultProxySelector;

/**
 * What the person's Maven settings say: local repository, repositories, mirrors, proxies, logins.
 */
final class MavenSettings {
  private final Settings settings;

  private MavenSettings(Settings settings) {
    this.settings = settings;
  }

  /**
   * Reads the installation's and the person's {@code settings.xml}.
   *
   * @throws MagicException if one of them cannot be understood; names it
   */
  static MavenSettings read() throws MagicException {
    return read(Path.of(System.getProperty("user.home"), ".m2", "settings.xml").toFile(), global());
  }

  static MavenSettings read(File user, File global) throws MagicException {
    DefaultSettingsBuildingRequest request = new DefaultSettingsBuildingRequest();
    request.setUserSettingsFile(user);
    request.setGlobalSettingsFile(global);
    request.setSystemProperties(System.getProperties());
    try {
      return new MavenSettings(
          new DefaultSettingsBuilderFactory().newInstance().build(request).getEffectiveSettings());
    } catch (SettingsBuildingException e) {
      throw new MagicException(
          "Maven's settings (" + user + ") cannot be read: " + e.getMessage(), e);
    }
  }

  private static File global() {
    for (String variable : List.of("MAVEN_HOME", "M2_HOME")) {
      String home = System.getenv(variable);
      if (home != null && !home.isEmpty()) {
        return new File(home, "conf/settings.xml");
      }
    }
    return null;
  }

  /** The local repository: {@code -Dmaven.repo.local}, else the settings', else {@code ~/.m2}. */
  Path localRepository() {
    String named = System.getProperty("maven.repo.local", settings.getLocalRepository());
    return named != null && !named.isEmpty()
        ? Path.of(named)
        : Path.of(System.getProperty("user.home"), ".m2", "repository");
  }

  boolean offline() {
    return settings.isOffline();
  }

  /** The repositories of the active profiles, then Maven's own. */
  List<RemoteRepository> repositories() throws MagicException {
    List<RemoteRepository> found = new ArrayList<>();
    for (Profile profile : settings.getProfiles()) {
      boolean byDefault =
          profile.getActivation() != null && profile.getActivation().isActiveByDefault();
      if (byDefault || settings.getActiveProfiles().contains(profile.getId())) {
        for (Repository each : profile.getRepositories()) {
          found.add(repository(each.getId(), each.getUrl()));
        }
      }
    }
    for (org.apache.maven.model.Repository each : mavensOwn()) {
      found.add(repository(each.getId(), each.getUrl()));
    }
    return found;
  }

  /** The repositories that every POM inherits. */
  private static List<org.apache.maven.model.Repository> mavensOwn() throws MagicException {
    return PomText.build(PomText.whole(""), null).getRepositories();
  }

  static RemoteRepository repository(String id, String url) {
    return new RemoteRepository.Builder(id, "default", url).build();
  }

  MirrorSelector mirrors() {
    DefaultMirrorSelector selector = new DefaultMirrorSelector();
    for (Mirror mirror : settings.getMirrors()) {
      selector.add(
          mirror.getId(),
          mirror.getUrl(),
          mirror.getLayout(),
          false,
          mirror.isBlocked(),
          mirror.getMirrorOf(),
          mirror.getMirrorOfLayouts());
    }
    return selector;
  }

  ProxySelector proxies() {
    DefaultProxySelector selector = new DefaultProxySelector();
    for (Proxy proxy : settings.getProxies()) {
      if (proxy.isActive()) {
        selector.add(
            new org.eclipse.aether.repository.Proxy(
                proxy.getProtocol(),
                proxy.getHost(),
                proxy.getPort(),
                new AuthenticationBuilder()
                    .addUsername(proxy.getUsername())
                    .addPassword(proxy.getPassword())
                    .build()),
            proxy.getNonProxyHosts());
      }
    }
    return selector;
  }

  AuthenticationSelector logins() {
    DefaultAuthenticationSelector selector = new DefaultAuthenticationSelector();
    for (Server server : settings.getServers()) {
      selector.add(
          server.getId(),
          new AuthenticationBuilder()
              .addUsername(server.getUsername())
              .addPassword(server.getPassword())
              .addPrivateKey(server.getPrivateKey(), server.getPassphrase())
              .build());
    }
    return selector;
  }
}
