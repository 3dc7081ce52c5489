// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { Account, BridgeAccounting } from "../../src/libraries/BridgeAccounting.sol";

/// @title R1 with withdrawals, for every sequence of calls
/// @notice As `BridgeAccountingProof`, for one staker's issued alone; what it owes is any number up to that, which
/// `RedemptionAccountingProof` proves. Never deployed.
contract RedemptionSupplyProof {
    uint64 private _issued;
    /// @dev ghost: qpBTC minted and not burned for this staker
    uint256 private _supply;

    uint64 private constant MAX = 21e14;

    function issue(uint64 sats) external {
        require(sats <= MAX && _issued <= MAX);
        (Account memory after_,) = BridgeAccounting.issue(Account(_issued, sats, 0), sats, sats, 0);
        _supply += sats;
        _store(after_);
    }

    function redeem(uint64 sats, uint64 toBeRedeemed) external {
        require(sats <= toBeRedeemed && toBeRedeemed <= _issued);
        _supply -= sats;
        _store(BridgeAccounting.redeem(Account(_issued, 0, toBeRedeemed), sats));
    }

    function _store(Account memory account) private {
        _issued = account.issued;
        assert(_issued == _supply);
    }
}
