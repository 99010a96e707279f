package relay.web.diagnosis;

import jakarta.json.JsonObjectBuilder;
import relay.domain.routing.NextHop;
import relay.web.json.Json;

/** Next hops in JSON. */
final class HopJson {
  private HopJson() {}

  static JsonObjectBuilder of(NextHop hop) {
    return Json.object().add("hop", hop.name()).add("kind", kind(hop));
  }

  /** One word for what stands there. */
  static String kind(NextHop hop) {
    if (hop instanceof NextHop.MailExchangers) {
      return "mx";
    }
    if (hop instanceof NextHop.Smarthosts) {
      return "smarthosts";
    }
    if (hop instanceof NextHop.Simulator) {
      return "simulator";
    }
    if (hop instanceof NextHop.LmtpServers) {
      return "lmtp";
    }
    if (hop instanceof NextHop.WebService) {
      return "http";
    }
    if (hop instanceof NextHop.MailFolder) {
      return "file";
    }
    if (hop instanceof NextHop.Discard) {
      return "discard";
    }
    return hop instanceof NextHop.Sandbox ? "sandbox" : "barred";
  }
}
