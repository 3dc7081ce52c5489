// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

/// @notice The three amounts of a staker, in sats.
/// @param issued qpBTC backed by BTC that it holds
/// @param toBeIssued reserved for open deposits
/// @param toBeRedeemed reserved for open withdrawals
struct Account {
    uint64 issued;
    uint64 toBeIssued;
    uint64 toBeRedeemed;
}

/// @title The bridge's arithmetic, apart from its storage
/// @notice Pure and free of assembly, so that a prover can follow it: `docs/invariants.md` names what is proved (R1, R2,
/// R3). Callers check who may call and whether a price exists; here only amounts meet.
/// Units: sats, wei (1 sat = 10^10 wei of the native token), bps.
library BridgeAccounting {
    uint256 internal constant BPS = 10_000;
    uint256 internal constant WEI_PER_SAT = 1e10;
    /// @dev all bitcoins there can ever be, 21 million, in sats
    uint64 internal constant MAX_SATS = 21e14;
    /// @dev 150 %: a staker backs at most two thirds of its volatile collateral's value
    uint256 internal constant SECURE_RATIO_PERCENT = 150;
    /// @dev what an owner gets on top when a share is made good in collateral
    uint256 internal constant COMPENSATION_BPS = 1000;

    /// @notice What is issued or promised.
    function used(Account memory account) internal pure returns (uint64) {
        return account.issued + account.toBeIssued;
    }

    /// @notice What may still be promised, rounded down to 0 when the collateral has lost too much.
    function free(Account memory account, uint64 capacity) internal pure returns (uint64) {
        uint64 taken = used(account);
        return capacity > taken ? capacity - taken : 0;
    }

    /// @notice A new promise.
    /// @return after_ the account with `sats` more to be issued
    /// @return ok false when capacity is short; then `after_` is unchanged (R2)
    function reserve(Account memory account, uint64 sats, uint64 capacity)
        internal
        pure
        returns (Account memory after_, bool ok)
    {
        if (sats > free(account, capacity)) return (account, false);
        after_ = Account(account.issued, account.toBeIssued + sats, account.toBeRedeemed);
        ok = true;
    }

    /// @notice A promise given back. Panics when more is given back than was promised.
    function release(Account memory account, uint64 sats) internal pure returns (Account memory after_) {
        after_ = Account(account.issued, account.toBeIssued - sats, account.toBeRedeemed);
    }

    /// @notice A proven payment becomes backed supply. Panics when `reservedSats` were never promised.
    /// @param reservedSats the promise that ends
    /// @param issuedSats what the payment carried
    /// @param capacity only matters when more is issued than was promised
    /// @return after_ the account afterwards
    /// @return ok false when the surplus over the promise has no room; then `after_` is unchanged
    function issue(Account memory account, uint64 reservedSats, uint64 issuedSats, uint64 capacity)
        internal
        pure
        returns (Account memory after_, bool ok)
    {
        if (issuedSats > reservedSats && issuedSats - reservedSats > free(account, capacity)) {
            return (account, false);
        }
        after_ = Account(account.issued + issuedSats, account.toBeIssued - reservedSats, account.toBeRedeemed);
        ok = true;
    }

    /// @notice What it holds of others' BTC and does not owe yet. Panics when more is owed than was issued.
    function redeemable(Account memory account) internal pure returns (uint64) {
        return account.issued - account.toBeRedeemed;
    }

    /// @notice A payment that it owes from now on.
    /// @return after_ the account with `sats` more to be redeemed
    /// @return ok false when it does not hold as much; then `after_` is unchanged (R3)
    function reserveRedemption(Account memory account, uint64 sats)
        internal
        pure
        returns (Account memory after_, bool ok)
    {
        if (sats > redeemable(account)) return (account, false);
        after_ = Account(account.issued, account.toBeIssued, account.toBeRedeemed + sats);
        ok = true;
    }

    /// @notice A payment it owes no more, unpaid. Panics when less was owed.
    function releaseRedemption(Account memory account, uint64 sats) internal pure returns (Account memory after_) {
        after_ = Account(account.issued, account.toBeIssued, account.toBeRedeemed - sats);
    }

    /// @notice A payment it owed is made, or made good: as many tokens are burned. Panics when less was owed.
    function redeem(Account memory account, uint64 sats) internal pure returns (Account memory after_) {
        after_ = Account(account.issued - sats, account.toBeIssued, account.toBeRedeemed - sats);
    }

    /// @notice Most of a staker's collateral that penalties may take: what exceeds 110 % of what it issued. Below that it
    /// stands behind everybody, and a staker that withdraws from itself must not take it out by being late.
    function penaltyRoom(uint256 valueSats, uint64 issuedSats) internal pure returns (uint256) {
        uint256 floor = uint256(issuedSats) * (BPS + COMPENSATION_BPS) / BPS;
        return valueSats > floor ? valueSats - floor : 0;
    }

    /// @notice What an owner gets in collateral for a share that was not paid, and how much of the share that pays for.
    /// @param shareSats the share, more than 0
    /// @param valueSats value of all the staker's collateral
    /// @param issuedSats what the staker issued, at least `shareSats`
    /// @return dueSats 110 % of the share, at most the part of the collateral that stands behind it
    /// @return takenSats tokens that this pays for: 100/110 of it, rounded down, at most the share
    function compensationDown(uint64 shareSats, uint256 valueSats, uint64 issuedSats)
        internal
        pure
        returns (uint256 dueSats, uint64 takenSats)
    {
        dueSats = uint256(shareSats) * (BPS + COMPENSATION_BPS) / BPS;
        uint256 most = valueSats * shareSats / issuedSats;
        if (dueSats <= most) return (dueSats, shareSats);
        dueSats = most;
        // Less than the share, because `most` is less than 110 % of it, rounded down.
        takenSats = uint64(most * BPS / (BPS + COMPENSATION_BPS));
    }

    /// @notice What collateral of a given value can back.
    /// @param valueSats value of the collateral in sats
    function capacityDown(uint256 valueSats) internal pure returns (uint256) {
        return valueSats * 100 / SECURE_RATIO_PERCENT;
    }

    /// @notice The least value whose `capacityDown` reaches `sats`.
    function requiredValueUp(uint256 sats) internal pure returns (uint256) {
        return _divUp(sats * SECURE_RATIO_PERCENT, 100);
    }

    /// @notice The fee on what is minted, against the recipient.
    /// @return fee at most `sats`, as long as `feeBps` ≤ 10,000
    function feeUp(uint64 sats, uint256 feeBps) internal pure returns (uint64 fee) {
        fee = uint64(_divUp(uint256(sats) * feeBps, BPS));
    }

    /// @notice The least amount of which at least `netSats` are left after the fee.
    /// @param feeBps under 10,000
    function grossUp(uint64 netSats, uint256 feeBps) internal pure returns (uint64 sats) {
        sats = uint64(uint256(netSats) * BPS / (BPS - feeBps));
        while (sats - feeUp(sats, feeBps) < netSats) ++sats;
    }

    /// @notice The grief bond.
    /// @return amountWei exact: a satoshi is 10^10 wei and a rate has four digits
    function bondWei(uint256 sats, uint256 bondBps) internal pure returns (uint256 amountWei) {
        amountWei = sats * (WEI_PER_SAT / BPS) * bondBps;
    }

    /// @notice The grief bond's rate: the least below 50 % utilisation, rising in a line to the most at 100 %.
    /// @param utilisationBps share of all capacity that is taken, this request included
    function bondRateUp(uint256 utilisationBps, uint256 minBps, uint256 maxBps) internal pure returns (uint256) {
        uint256 half = BPS / 2;
        if (utilisationBps <= half) return minBps;
        if (utilisationBps >= BPS) return maxBps;
        return minBps + _divUp((maxBps - minBps) * (utilisationBps - half), half);
    }

    /// @notice Bitcoin confirmations by size: `base` under 10 BTC, twice that under 50 BTC, four times above.
    function confirmationsFor(uint256 sats, uint256 base) internal pure returns (uint256) {
        if (sats < 10e8) return base;
        if (sats < 50e8) return base * 2;
        return base * 4;
    }

    /// @notice Both halves of a forfeited bond; an odd wei goes to the pool.
    function splitBond(uint256 amountWei) internal pure returns (uint256 stakerWei, uint256 poolWei) {
        stakerWei = amountWei / 2;
        poolWei = amountWei - stakerWei;
    }

    function _divUp(uint256 a, uint256 b) private pure returns (uint256) {
        return (a + b - 1) / b;
    }
}
