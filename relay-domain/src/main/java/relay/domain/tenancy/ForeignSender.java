package relay.domain.tenancy;

/** What becomes of mail from an address that is not the tenant's own. */
public enum ForeignSender {
  REFUSE,
  /** The address is put under the stream's default From domain; its own goes to Reply-To. */
  REWRITE
}
