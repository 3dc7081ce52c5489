// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import { IStakerRegistry } from "../interfaces/IStakerRegistry.sol";
import { StakerBook } from "./StakerBook.sol";

/// @title What happens to a staker that swept a coin nothing was minted for
/// @dev See `IStakerRegistry` for what it promises.
abstract contract StakerHolds is StakerBook, ReentrancyGuardTransient {
    modifier onlyMinter() {
        if (msg.sender != minter) revert StakerRegistry_NotMinter(msg.sender);
        _;
    }

    /// @inheritdoc IStakerRegistry
    function holdStaker(uint256 stakerId, bool held) external onlyMinter {
        Staker storage staker = _known(stakerId);
        staker.holds = held ? staker.holds + 1 : staker.holds - 1;
        emit StakerHeld(staker.owner, staker.holds != 0);
        _push(stakerId, staker, 0);
    }

    /// @inheritdoc IStakerRegistry
    function noteOwed(uint256 stakerId, bool owed) external onlyMinter {
        Staker storage staker = _known(stakerId);
        staker.owes = owed ? staker.owes + 1 : staker.owes - 1;
    }

    /// @inheritdoc IStakerRegistry
    function forfeitRegistration(uint256 stakerId, address to)
        external
        onlyMinter
        nonReentrant
        returns (uint256 amountWei)
    {
        Staker storage staker = _known(stakerId);
        amountWei = staker.registrationBond;
        if (amountWei == 0) revert StakerRegistry_AmountZero();
        staker.registrationBond = 0;
        emit RegistrationForfeited(staker.owner, to, amountWei);
        (bool ok,) = to.call{ value: amountWei }("");
        if (!ok) revert StakerRegistry_TransferFailed(to, amountWei);
    }
}
