package relay.domain.retention;

import relay.domain.mail.MailOwner;

/** Names one stream of one tenant. */
public record StreamName(String tenant, String stream) {

  public static StreamName of(MailOwner owner) {
    return new StreamName(owner.tenant(), owner.stream());
  }

  /** For people and files: {@code acme/receipts}. */
  @Override
  public String toString() {
    return tenant + "/" + stream;
  }
}
