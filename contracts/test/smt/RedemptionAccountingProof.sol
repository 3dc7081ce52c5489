// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { Account, BridgeAccounting } from "../../src/libraries/BridgeAccounting.sol";

/// @title R3: what SMTChecker proves about withdrawals, for every sequence of calls
/// @notice As `BridgeAccountingProof`, for one staker's issued and to be redeemed. What is reserved for deposits is any
/// number, because nothing here depends on it. Never deployed.
contract RedemptionAccountingProof {
    uint64 private _issued;
    uint64 private _toBeRedeemed;

    uint64 private constant MAX = 21e14;

    function issue(uint64 sats, uint64 toBeIssued) external {
        require(sats <= MAX && toBeIssued <= MAX && sats <= toBeIssued && _issued <= MAX);
        (Account memory after_, bool ok) =
            BridgeAccounting.issue(Account(_issued, toBeIssued, _toBeRedeemed), sats, sats, 0);
        require(ok);
        _store(after_);
    }

    function reserveRedemption(uint64 sats) external {
        require(sats <= MAX);
        (Account memory after_, bool ok) = BridgeAccounting.reserveRedemption(_account(), sats);
        require(ok);
        _store(after_);
    }

    function releaseRedemption(uint64 sats) external {
        require(sats <= _toBeRedeemed);
        _store(BridgeAccounting.releaseRedemption(_account(), sats));
    }

    function redeem(uint64 sats) external {
        require(sats <= _toBeRedeemed);
        _store(BridgeAccounting.redeem(_account(), sats));
    }

    function _account() private view returns (Account memory) {
        return Account(_issued, 0, _toBeRedeemed);
    }

    function _store(Account memory account) private {
        _issued = account.issued;
        _toBeRedeemed = account.toBeRedeemed;
        // R3: 0 ≤ toBeRedeemed ≤ issued
        assert(_toBeRedeemed <= _issued);
    }
}
