package relay.ejb.delivery;

import java.io.IOException;

/** A server said something that is no SMTP reply, or more than anybody should read. */
final class GarbledReply extends IOException {
  GarbledReply(String what) {
    super(what);
  }
}
