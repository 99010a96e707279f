package relay.launcher;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.listener.ListenerSettings;
import relay.domain.listener.TlsMode;
import relay.domain.reception.ListenerRole;

/**
 * An address the relay listens on.
 *
 * @param name for the operator: HTTP, or the listener's name
 * @param addressKey setting that holds the address
 * @param portKey setting that holds the port
 * @param port 0: the system chooses
 */
record Door(String name, String addressKey, String portKey, String host, int port) {
  private static final String HTTP = "HTTP";

  static List<Door> of(RelayConfiguration configuration) {
    List<Door> doors = new ArrayList<>();
    doors.add(
        new Door(
            HTTP,
            "http.address",
            "http.port",
            configuration.http().address(),
            configuration.http().port()));
    for (ListenerSettings listener : configuration.smtp().listeners()) {
      String prefix = "listener." + listener.name() + ".";
      doors.add(
          new Door(
              listener.name(),
              prefix + "address",
              prefix + "port",
              listener.address().getHostAddress(),
              listener.port()));
    }
    return doors;
  }

  /**
   * Where programs of this machine hand in mail.
   *
   * @throws Refusal when no listener is for that
   */
  static Door forSubmission(RelayConfiguration configuration) {
    return configuration.smtp().listeners().stream()
        .filter(l -> l.role() == ListenerRole.SUBMISSION && l.tls() != TlsMode.IMPLICIT)
        .flatMap(l -> of(configuration).stream().filter(door -> door.name().equals(l.name())))
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    Refusal.SETTING,
                    "the settings name no listener for submission without implicit TLS"));
  }

  /**
   * The same where the relay of this folder really has it: a command that is given the folder alone
   * does not know the settings file it was started with.
   */
  Door asRunningIn(DataFolder folder) {
    try {
      return Files.exists(folder.ready())
          ? Files.readString(folder.ready())
              .lines()
              .map(line -> line.strip().split("\\s+"))
              .filter(words -> words.length == 2 && words[1].equals(name))
              .findFirst()
              .map(words -> at(URI.create(words[0])))
              .orElse(this)
          : this;
    } catch (IOException e) {
      throw new Refusal(Refusal.FAILED, folder.ready() + " cannot be read (" + e + ")");
    }
  }

  private Door at(URI place) {
    String bare = place.getHost().replaceAll("[\\[\\]]", "");
    return new Door(name, addressKey, portKey, bare, place.getPort());
  }

  boolean isHttp() {
    return name.equals(HTTP);
  }

  /** Host and port to connect to. */
  String reachable() {
    String reachable = reachableHost();
    return (reachable.contains(":") ? "[" + reachable + "]" : reachable) + ":" + port;
  }

  /** The address to connect to: the wildcard address is none. */
  String reachableHost() {
    return switch (host) {
      case "0.0.0.0" -> "127.0.0.1";
      case "::", "0:0:0:0:0:0:0:0" -> "::1";
      default -> host;
    };
  }

  /**
   * Tries it, so that the operator reads which setting to change instead of a stack trace.
   *
   * @return the same with a real port
   * @throws Refusal when another program has it, or the address is not of this machine
   */
  Door checked() {
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new Refusal(
          Refusal.SETTING, "setting " + addressKey + " = " + host + ": is not known to DNS");
    }
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(address);
      return new Door(name, addressKey, portKey, host, probe.getLocalPort());
    } catch (IOException e) {
      throw new Refusal(
          Refusal.PORT,
          "cannot listen on "
              + this
              + " ("
              + e.getMessage()
              + "): stop the program that has it, or change the setting "
              + portKey);
    }
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
