package relay.domain.tlsreport;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.regex.Pattern;
import relay.domain.control.ControlJson;
import relay.domain.transport.TlsFault;

/**
 * A way in which sessions fail (RFC 8460 4.3). Texts are empty where they are not known; what
 * strangers wrote is cut to a sane length.
 *
 * @param sender our address
 * @param host name of the mail exchanger
 * @param helo how the server called itself
 * @param address of the server
 * @param reason more about the fault
 */
public record TlsFailure(
    TlsFault fault, String sender, String host, String helo, String address, String reason) {
  private static final int CHARS_MAX = 200;
  private static final Pattern UNSAFE = Pattern.compile("[^\\x20-\\x7e]");

  public TlsFailure {
    sender = plain(sender);
    host = plain(host);
    helo = plain(helo);
    address = plain(address);
    reason = plain(reason);
  }

  /** The same without what tells one server from another. */
  public TlsFailure inShort() {
    return new TlsFailure(fault, "", "", "", "", "");
  }

  /**
   * As it stands in a report, with the sessions still to come; for storage, too.
   *
   * @see #read
   */
  JsonObjectBuilder json() {
    JsonObjectBuilder out = ControlJson.object().add("result-type", fault.word());
    told(out, "sending-mta-ip", sender);
    told(out, "receiving-mx-hostname", host);
    told(out, "receiving-mx-helo", helo);
    told(out, "receiving-ip", address);
    told(out, "failure-reason-code", reason);
    return out;
  }

  /** The text form for storage. */
  public String text() {
    return json().build().toString();
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException when it is none of ours
   */
  public static TlsFailure read(String text) {
    JsonObject json = ControlJson.read(text);
    return new TlsFailure(
        TlsFault.worded(json.getString("result-type", ""))
            .orElseThrow(() -> new IllegalArgumentException("no such failure")),
        json.getString("sending-mta-ip", ""),
        json.getString("receiving-mx-hostname", ""),
        json.getString("receiving-mx-helo", ""),
        json.getString("receiving-ip", ""),
        json.getString("failure-reason-code", ""));
  }

  private static void told(JsonObjectBuilder out, String name, String text) {
    if (!text.isEmpty()) {
      out.add(name, text);
    }
  }

  private static String plain(String text) {
    String cut = text.length() > CHARS_MAX ? text.substring(0, CHARS_MAX) : text;
    return UNSAFE.matcher(cut).replaceAll("?");
  }
}
