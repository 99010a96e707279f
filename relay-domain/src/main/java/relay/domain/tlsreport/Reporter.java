package relay.domain.tlsreport;

import relay.domain.mail.EmailAddress;

/**
 * Who we are in a report.
 *
 * @param contact where to ask, in a form of our own choice
 */
public record Reporter(EmailAddress from, String organization, String contact) {

  /** The domain that stands as the submitter, in A-labels. */
  public String submitter() {
    String address = from.withAsciiDomain();
    return address.substring(address.lastIndexOf('@') + 1);
  }
}
